// TensorFlow Privacy's published accuracies of DP-SGD on MNIST: its network, rate, clip, noise, epochs and batch; accuracy and epsilon at 1e-5.
// ./parley shell docs/private.jsh        goes on where it was stopped; each training is a line of runs/private.csv. RUNS=3 trains each three times; an hour or more each for 60 epochs.
import java.nio.file.*;

Path kept = Path.of("runs", "private.csv");
Files.createDirectories(kept.getParent());
Map<String, List<double[]>> known = new TreeMap<>();
if (Files.exists(kept)) {
    for (String line : Files.readAllLines(kept)) {
        String[] cells = line.split(";");
        known.computeIfAbsent(cells[0], key -> new ArrayList<>()).add(new double[] {Double.parseDouble(cells[1]), Double.parseDouble(cells[2]), Double.parseDouble(cells[3])});
    }
}

// 26,010 parameters; weights begin as Keras' do
var network = sequential(
        conv(16, 8).stride(2).initial(xavierUniform()), relu(), maxPool(2).stride(1),
        conv(32, 4).valid().stride(2).initial(xavierUniform()), relu(), maxPool(2).stride(1),
        flatten(), dense(32).initial(xavierUniform()), relu(), dense().initial(xavierUniform()));
Map<String, double[]> published = new LinkedHashMap<>(); // rate, z, epochs; epsilon and accuracy in tutorials/README.md
published.put("rate 0.32, z 1.2, 10 epochs", new double[] {0.32, 1.2, 10, 1.20, 0.950});
published.put("rate 0.4, z 0.6, 30 epochs", new double[] {0.4, 0.6, 30, 9.74, 0.973});
published.put("rate 0.08, z 1.12, 60 epochs", new double[] {0.08, 1.12, 60, 2.92, 0.966});

int runs = Integer.parseInt(Optional.ofNullable(System.getenv("RUNS")).orElse("1"));
String only = Optional.ofNullable(System.getenv("ONLY")).orElse("");
var one = dataset("mnist").split(1, iid());
for (int run = 1; run <= runs; run++) {
    for (var cell : published.entrySet()) {
        double[] at = cell.getValue();
        List<double[]> done = known.computeIfAbsent(cell.getKey(), key -> new ArrayList<>());
        if (done.size() < run && cell.getKey().contains(only)) {
            var plan = centralized().epochs((int) at[2]).evaluateEvery((int) at[2]).seed(run)
                    .client(dpSgd(at[0], clip(1), noise(at[1])).batch(256));
            long begun = System.nanoTime();
            var trained = plan.train(network, one);
            var account = trained.privacy(delta(1e-5));
            double seconds = (System.nanoTime() - begun) / 1e9;
            done.add(new double[] {trained.accuracy(), account.epsilon(), seconds});
            Files.writeString(kept, cell.getKey() + ";" + trained.accuracy() + ";" + account.epsilon() + ";" + seconds + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            System.out.println(cell.getKey() + "  accuracy " + trained.accuracy() + "  epsilon " + account.epsilon());
        }
    }
}

System.out.println("| cell | published: epsilon, accuracy | epsilon (PLD) | accuracy | runs | minutes each |\n|---|---|---|---|---|---|");
for (var cell : published.entrySet()) {
    List<double[]> done = known.getOrDefault(cell.getKey(), List.of());
    if (!done.isEmpty()) {
        var text = new StringBuilder();
        for (double[] each : done) {
            text.append(text.length() == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.4f", each[0]));
        }
        System.out.printf(Locale.ROOT, "| %s | %.2f, %.3f | %.4f | %s | %d | %.0f |%n", cell.getKey(), cell.getValue()[3], cell.getValue()[4], done.get(0)[1], text, done.size(), done.stream().mapToDouble(each -> each[2]).average().orElse(0) / 60);
    }
}
/exit 0
