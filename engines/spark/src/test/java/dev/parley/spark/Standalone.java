package dev.parley.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A standalone cluster of Spark's: a master and two workers of a core each, processes of this machine that know Spark's jars
 * and none of ours.
 *
 * <p>The master listens on 127.0.0.2, which Linux has beside 127.0.0.1: {@link Contexts} takes it for another machine's, and
 * sends the jars.
 */
final class Standalone implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.2";
    private static final long PATIENCE_MILLIS = 30_000;

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final int port;

    /**
     * Starts it, with its files in a folder.
     *
     * @param memory that a worker has for executors, such as {@code 1g}
     */
    Standalone(Path folder, String memory) throws IOException, InterruptedException {
        this.folder = folder;
        try {
            SparkHome.make(folder.resolve("home"), jar -> !OurJars.isOurs(jar));
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
                port = free.getLocalPort();
            }
            start(
                    "master",
                    "org.apache.spark.deploy.master.Master",
                    "--host",
                    ADDRESS,
                    "--port",
                    String.valueOf(port),
                    "--webui-port",
                    "0");
            await("the master does not listen", this::listens);
            for (String worker : List.of("worker-1", "worker-2")) {
                start(
                        worker,
                        "org.apache.spark.deploy.worker.Worker",
                        "--host",
                        "127.0.0.1",
                        "--webui-port",
                        "0",
                        "-c",
                        "1",
                        "-m",
                        memory,
                        "-d",
                        folder.resolve(worker).toString(),
                        master());
            }
            await("two workers do not come", () -> log("master").split("Registering worker", -1).length == 3);
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Tells whether this machine has a second address of its own. */
    static boolean isPossible() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    String master() {
        return "spark://" + ADDRESS + ":" + port;
    }

    /** The installation's folder. */
    Path home() {
        return folder.resolve("home");
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    /** Makes a jar of this module's classes, which Maven makes after the tests. */
    static Path ourJar(Path folder) throws IOException {
        return jar(Spark.class, folder.resolve("parley-spark.jar"), "");
    }

    /** Makes a jar of those files that lie in one folder with a class and whose names hold some text. */
    static Path jar(Class<?> beside, Path jar, String holds) throws IOException {
        Path classes = home(beside);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(holds))
                    .toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    private static Path home(Class<?> of) {
        try {
            return Path.of(
                    of.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start(String name, String main, String... args) throws IOException {
        String spark = home().resolve("jars") + File.separator + "*";
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                home(Node.class) + File.pathSeparator + spark,
                Node.class.getName(),
                main));
        command.addAll(List.of(args));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        process.environment()
                .putAll(Map.of("SPARK_HOME", home().toAbsolutePath().toString(), "SPARK_LOCAL_IP", "127.0.0.1"));
        process.environment().remove("OMP_NUM_THREADS"); // as on a machine of which nobody thought
        processes.add(process.start());
    }

    private boolean listens() {
        try (Socket socket = new Socket(ADDRESS, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private interface Question {
        boolean holds() throws IOException;
    }

    private void await(String otherwise, Question question) throws InterruptedException, IOException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!question.holds()) {
            if (System.currentTimeMillis() > end || !processes.stream().allMatch(Process::isAlive)) {
                throw new IllegalStateException(otherwise + ":\n" + log("master"));
            }
            Thread.sleep(50);
        }
    }

    /** Ends all processes: theirs too, which are the executors. */
    @Override
    public void close() {
        for (Process each : processes) {
            List<ProcessHandle> executors = each.descendants().toList();
            try {
                each.getOutputStream().close();
                if (!each.waitFor(5, TimeUnit.SECONDS)) {
                    each.destroyForcibly();
                }
            } catch (IOException e) {
                each.destroyForcibly();
            } catch (InterruptedException e) {
                each.destroyForcibly();
                Thread.currentThread().interrupt();
            }
            executors.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Removes its files. */
    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
