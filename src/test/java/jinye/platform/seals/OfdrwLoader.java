package jinye.platform.seals;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Runs {@link OfdrwProgram} apart from us: ofdrw needs a BouncyCastle of 2020, which must not be the one that we use. */
final class OfdrwLoader {

    private final Class<?> program;

    OfdrwLoader() {
        try {
            // lives as long as the tests
            @SuppressWarnings("resource")
            var loader = new URLClassLoader(places(), ClassLoader.getPlatformClassLoader());
            program = loader.loadClass("jinye.platform.seals.OfdrwProgram");
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static URL[] places() {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator))
                .filter(place -> !place.contains("-jdk18on"))
                .map(place -> {
                    try {
                        return Path.of(place).toUri().toURL();
                    } catch (MalformedURLException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .toArray(URL[]::new);
    }

    /** @param facts of types that the platform itself knows */
    Object call(String name, Object... facts) throws ReflectiveOperationException {
        var method = Arrays.stream(program.getDeclaredMethods())
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(program.getClassLoader());
        try {
            return method.invoke(null, facts);
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(thrown.getCause());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
