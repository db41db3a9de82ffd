package jinye.runtime;

import java.io.*;
import java.net.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.sql.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.*;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Real PostgreSQL (zonky binaries) as a durable child process: own launcher because the zonky library runs with fsync=off. */
@org.jspecify.annotations.NullUnmarked
public final class EmbeddedPostgres implements AutoCloseable {
  private static final int MAJOR = 18;
  private final Path home, data, bin, logFile;
  private final String user, password;
  private final List<String> prefix;      // how we become "not root"
  private final FileChannel lockChannel;
  private Process server; private int port;
  private volatile boolean closed;

  public EmbeddedPostgres(Path home, String user, String password) throws Exception { this(home, user, password, null); }
  EmbeddedPostgres(Path home, String user, String password, String runAs) throws Exception {
    this.home = home.toAbsolutePath().normalize(); this.user = user; this.password = password;
    this.data = this.home.resolve("data-" + MAJOR); this.logFile = this.home.resolve("postgres.log");
    Files.createDirectories(this.home);
    this.lockChannel = FileChannel.open(this.home.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock l = null; try { l = lockChannel.tryLock(); } catch (OverlappingFileLockException e) { /* same JVM */ }
    if (l == null) throw new IllegalStateException("Another application instance is already using " + this.home);
    this.bin = extract();
    this.prefix = dropRoot(runAs);
    stopOrphan();
    if (!Files.exists(data.resolve("PG_VERSION"))) initdb();
    start();
  }

  private static boolean isRoot() { try { return exec(Duration.ofSeconds(5), null, List.of("id", "-u")).strip().equals("0"); } catch (Exception e) { return false; } }

  /** PostgreSQL refuses uid 0. 1) user namespace (nothing to chown) 2) setpriv to an unprivileged account (chown data). */
  private List<String> dropRoot(String runAs) throws Exception {
    if (System.getProperty("os.name").startsWith("Windows") || !isRoot()) return List.of();
    if (runAs == null && ok("unshare", "-U", bin.resolve("bin/postgres").toString(), "-V")) return List.of("unshare", "-U");
    for (String u : runAs != null ? List.of(runAs) : List.of("postgres", "nobody")) {
      if (!ok("id", "-u", u)) continue;
      UserPrincipal p = FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(u);
      chown(home, p);
      List<String> pre = ok("setpriv", "--version") ? List.of("setpriv", "--reuid", u, "--regid", exec(Duration.ofSeconds(5), null, List.of("id", "-g", u)).strip(), "--clear-groups")
                       : List.of("runuser", "-u", u, "--");
      List<String> probe = new ArrayList<>(pre); probe.addAll(List.of("test", "-w", home.toString()));
      if (ok(probe.toArray(String[]::new))) return pre;
      throw new IllegalStateException("User " + u + " cannot write " + home + " (a parent directory is not traversable; e.g. /root is mode 700). Choose another data directory, or run as an unprivileged user, or set an external datasource URL.");
    }
    throw new IllegalStateException("PostgreSQL will not run as root and neither a user namespace nor an unprivileged account is usable; run as an unprivileged user or set an external datasource URL");
  }
  private static void chown(Path root, UserPrincipal p) throws IOException {
    try (var s = Files.walk(root)) { for (Path f : (Iterable<Path>) s::iterator) Files.setOwner(f, p); }
  }

  private Path extract() throws Exception {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT), arch = System.getProperty("os.arch");
    String res = os.startsWith("windows") ? "postgres-windows-x86_64.txz"
        : os.startsWith("mac") ? (arch.equals("aarch64") ? "postgres-darwin-arm_64.txz" : "postgres-darwin-x86_64.txz")
        : (arch.equals("aarch64") ? "postgres-linux-arm_64.txz" : "postgres-linux-x86_64.txz");
    URL url = Objects.requireNonNull(EmbeddedPostgres.class.getResource("/" + res), "no PostgreSQL binaries for this platform: " + res);
    URLConnection uc = url.openConnection(); 
    Path target = home.resolve("bin-" + MAJOR + "-" + Long.toHexString(uc.getContentLengthLong() * 31 + (uc instanceof JarURLConnection j ? j.getJarEntry().getCrc() : 0)));
    if (Files.exists(target)) return target;
    Path tmp = Files.createTempDirectory(home, "bin-tmp-");
    try (var in = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(uc.getInputStream(), 1 << 16)))) {
      TarArchiveEntry e; List<Map.Entry<Path, String>> links = new ArrayList<>();
      while ((e = in.getNextEntry()) != null) {
        Path p = tmp.resolve(e.getName()).normalize();
        if (!p.startsWith(tmp)) throw new IOException("bad entry " + e.getName());
        if (e.isDirectory()) Files.createDirectories(p);
        else if (e.isSymbolicLink() || e.isLink()) links.add(Map.entry(p, e.getLinkName()));
        else { Files.createDirectories(p.getParent()); Files.copy(in, p); if ((e.getMode() & 0100) != 0) p.toFile().setExecutable(true, false); }
      }
      for (var l : links) { Files.createDirectories(l.getKey().getParent()); Files.createSymbolicLink(l.getKey(), Path.of(l.getValue())); }
    }
    try { Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxr-xr-x")); } catch (UnsupportedOperationException ignored) { }
    Files.move(tmp, target, StandardCopyOption.ATOMIC_MOVE);
    return target;
  }

  private void initdb() throws Exception {
    Path pw = Files.createTempFile(home, "pw", ""); Files.writeString(pw, password);
    if (prefix.size() > 2) Files.setOwner(pw, Files.getOwner(home));
    try {
      run(Duration.ofMinutes(2), "initdb", "-D", data.toString(), "-U", user, "--pwfile", pw.toString(), "-A", "scram-sha-256", "-E", "UTF8",
          "--locale-provider", "builtin", "--locale", "C.UTF-8", "--no-instructions");
    } finally { Files.deleteIfExists(pw); }
  }

  private void stopOrphan() throws Exception {
    Path pid = data.resolve("postmaster.pid");
    if (!Files.exists(pid)) return;
    long p = Long.parseLong(Files.readAllLines(pid).get(0).strip());
    // the pid may have been reused by something else after a reboot or in a container: never signal a process that is not our postgres
    boolean ours = ProcessHandle.of(p).flatMap(h -> h.info().command()).filter(c -> c.startsWith(home.toString())).isPresent();
    if (!ours) { Files.delete(pid); return; }
    // we hold the lock, so whoever runs on this directory is an orphan of a killed JVM; pg_ctl reports "no server" for a stale file
    String out = execQuiet(Duration.ofSeconds(70), "pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", "60", "stop");
    System.out.println("orphan handling: " + out.strip().replace('\n', ' '));
  }

  private void start() throws Exception {
    long t = System.nanoTime();
    port = freePort();
    List<String> cmd = new ArrayList<>(prefix);
    cmd.addAll(List.of(bin.resolve("bin/postgres").toString(), "-D", data.toString(),
        "-c", "listen_addresses=127.0.0.1", "-c", "port=" + port, "-c", "unix_socket_directories=",
        "-c", "shared_buffers=128MB", "-c", "max_connections=60", "-c", "timezone=Asia/Shanghai", "-c", "log_timezone=Asia/Shanghai", "-c", "jit=off", "-c", "wal_level=minimal", "-c", "max_wal_senders=0"));
    server = new ProcessBuilder(cmd).redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile())).start();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (true) {
      if (!server.isAlive()) throw new IllegalStateException("PostgreSQL exited with " + server.exitValue() + ", see " + logFile);
      try (Connection c = DriverManager.getConnection(jdbcUrl("postgres"), user, password)) { break; }
      catch (SQLException e) { if (System.nanoTime() > deadline) throw new IllegalStateException("PostgreSQL did not become ready, see " + logFile, e); Thread.sleep(50); }
    }
    System.out.println("postgres ready on " + port + " in " + (System.nanoTime() - t) / 1_000_000 + " ms, pid " + server.pid() + " via " + prefix);
  }
  private static int freePort() throws IOException { try (ServerSocket s = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) { return s.getLocalPort(); } }
  public String jdbcUrl(String db) { return "jdbc:postgresql://127.0.0.1:" + port + "/" + db; }
  public int port() { return port; }

  @Override public synchronized void close() {
    if (closed) return; closed = true;
    try {
      if (server != null && server.isAlive()) {
        execQuiet(Duration.ofSeconds(70), "pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", "60", "stop");
        if (!server.waitFor(5, TimeUnit.SECONDS)) server.destroyForcibly();
      }
      lockChannel.close();
    } catch (Exception e) { System.err.println("stopping PostgreSQL: " + e); }
  }

  private void run(Duration d, String tool, String... args) throws Exception { List<String> c = cmd(tool, args); exec(d, null, c); }
  private String execQuiet(Duration d, String tool, String... args) { try { return exec(d, null, cmd(tool, args)); } catch (Exception e) { return String.valueOf(e.getMessage()); } }
  private List<String> cmd(String tool, String... args) { List<String> c = new ArrayList<>(prefix); c.add(bin.resolve("bin/" + tool).toString()); c.addAll(List.of(args)); return c; }
  private static boolean ok(String... cmd) { try { exec(Duration.ofSeconds(10), null, List.of(cmd)); return true; } catch (Exception e) { return false; } }
  private static String exec(Duration d, File dir, List<String> cmd) throws Exception {
    Process p = new ProcessBuilder(cmd).redirectErrorStream(true).directory(dir).start();
    p.getOutputStream().close();
    String out = new String(p.getInputStream().readAllBytes());
    if (!p.waitFor(d.toMillis(), TimeUnit.MILLISECONDS)) { p.destroyForcibly(); throw new IOException("timeout: " + cmd); }
    if (p.exitValue() != 0) throw new IOException(cmd + " exited " + p.exitValue() + ": " + out);
    return out;
  }

}
