package jinye.exchange.partners;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line between two nodes that can be bad: it cuts connections on the way there or on the way back, delays, hangs half-open, and plays
 * what it heard once more on another connection. Seeded, so that a failure can be had again.
 */
final class BadLine implements AutoCloseable {

    private final ServerSocket door;
    private final Random chance = new Random(20261130);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    final AtomicInteger troubles = new AtomicInteger();
    volatile int target;
    volatile boolean bad;
    volatile boolean halfOpen = true;

    BadLine() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Whatever is under way is cut; the next connections behave as said. */
    void turn(boolean badNow) throws IOException {
        bad = badNow;
        for (var one : open) {
            one.close();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                open.add(caller);
                Thread.ofVirtual().start(() -> carry(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private synchronized int next(int bound) {
        return chance.nextInt(bound);
    }

    private void carry(Socket caller) {
        int mood = bad ? next(6) : 0;
        if (mood != 0) {
            troubles.incrementAndGet();
        }
        if (mood == 1 && halfOpen) {
            return; // accepted, and never a word
        }
        var heard = new ByteArrayOutputStream();
        try (caller;
                var callee = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(callee);
            if (mood == 2) {
                Thread.sleep(300);
            }
            long there = mood == 3 ? next(60_000) : Long.MAX_VALUE;
            long back = mood == 4 ? next(3_000) : Long.MAX_VALUE;
            var forth = Thread.ofVirtual().start(() -> pump(caller, callee, there, mood == 5 ? heard : null));
            pump(callee, caller, back, null);
            forth.join();
        } catch (IOException | InterruptedException cut) {
            // such is the line
        } finally {
            open.remove(caller);
        }
        if (mood == 5) {
            again(heard.toByteArray());
        }
    }

    private void again(byte[] heard) {
        try (var callee = new Socket(InetAddress.getLoopbackAddress(), target)) {
            callee.getOutputStream().write(heard);
            callee.setSoTimeout(2_000);
            callee.getInputStream().read();
        } catch (IOException gone) {
            // nobody listens any more
        }
    }

    private static void pump(Socket from, Socket to, long budget, ByteArrayOutputStream heard) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[8 * 1024];
            long left = budget;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int passed = (int) Math.min(read, left);
                out.write(buffer, 0, passed);
                out.flush();
                if (heard != null && heard.size() < 512 * 1024) {
                    heard.write(buffer, 0, passed);
                }
                left -= passed;
                if (left <= 0) {
                    break;
                }
            }
        } catch (IOException cut) {
            // said by closing
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            // closed
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var one : open) {
            one.close();
        }
    }
}
