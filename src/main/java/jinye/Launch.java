package jinye;

/** The entry point. Compiled for Java 17, so that an old Java gets a sentence and not an UnsupportedClassVersionError. */
public final class Launch {

    private Launch() {}

    public static void main(String[] arguments) throws Exception {
        int version = Runtime.version().feature();
        if (version < 25) {
            System.err.println("Jinye needs Java 25 or newer; this is Java " + version
                    + ". Set JAVA_HOME to a JDK 25, or start with bin/run, which looks for one.");
            System.exit(1);
        }
        Class.forName("jinye.Jinye").getMethod("main", String[].class).invoke(null, (Object) arguments);
    }
}
