// A published table beside ours: MNIST, 10 parties of 2 or 3 classes, a small CNN, 50 rounds of 10 epochs. Measures a section of docs/results.md.
// ./parley shell docs/published.jsh             goes on where it was stopped, also in the middle of a cell; each round is a line of runs/published.csv once its cell is done. 28 minutes of processor time a cell, 8 cells a seed; the table comes at the end.
// HOURS=1 ./parley shell docs/published.jsh     begins no cell after an hour, and shows what is there; HOURS=0 only shows. SEEDS=3 measures three seeds, of which one is the default.
// Published: the best of 50 rounds, in adap/flower, baselines/niid_bench/README.md, commit 73ec95c, which repeats Li, Diao, Chen and He, "Federated learning on non-IID data silos", ICDE 2022.
import java.nio.file.*;

Path kept = Path.of("runs", "published.csv");
Files.createDirectories(kept.getParent());
Map<String, TreeMap<Integer, Double>> known = new TreeMap<>();   // seed;classes;client to accuracy by round
Path path(String cell) {
    return Path.of("runs", "published-" + cell.replace(";", "-") + ".json");
}
void add(String cell, dev.parley.run.Run run) {
    for (int i = 0; i < run.table().rowCount(); i++) add(cell, i + 1, run.table().doubleColumn("accuracy").getDouble(i));
}
void add(String cell, int round, double accuracy) {
    known.computeIfAbsent(cell, key -> new TreeMap<>()).put(round, accuracy);
}
if (Files.exists(kept)) {
    for (String line : Files.readAllLines(kept)) {
        String[] cells = line.split(";");
        add(cells[0] + ";" + cells[1] + ";" + cells[2], Integer.parseInt(cells[3]), Double.parseDouble(cells[4]));
    }
}

var small = sequential(conv(6, 5).valid(), relu(), maxPool(2), conv(16, 5).valid(), relu(), maxPool(2), flatten(), dense(120), relu(), dense(84), relu(), dense());
var sgd = localSgd(0.01).epochs(10).batch(64).momentum(0.9).weightDecay(1e-5);
Map<String, UnaryOperator<Federation>> clients = new LinkedHashMap<>();
clients.put("FedAvg", plan -> plan.client(sgd));
clients.put("SCAFFOLD", plan -> plan.client(scaffold().rate(0.1).epochs(10).batch(64)));   // plain steps, of the length that momentum comes to: its formula knows no momentum
clients.put("FedProx", plan -> plan.client(fedProx(0.01).on(sgd)));
clients.put("FedNova", plan -> plan.client(fedNova().on(sgd)));

String hours = System.getenv("HOURS");
long end = System.nanoTime() + (long) ((hours == null ? 1e6 : Double.parseDouble(hours)) * 3600e9);
int seeds = Integer.parseInt(System.getenv().getOrDefault("SEEDS", "1"));
for (long seed = 1; seed <= seeds; seed++) {
    for (int each : new int[] {2, 3}) {
        for (var client : clients.entrySet()) {
            String cell = seed + ";" + each + ";" + client.getKey();
            if (known.getOrDefault(cell, new TreeMap<>()).containsKey(50) || System.nanoTime() > end) continue;
            var path = path(cell);
            var run = Files.exists(path) ? load(path.toString()).resume()
                    : client.getValue().apply(federation().rounds(50).seed(seed)).checkpoint(path.toString(), every(1)).train(small, dataset("mnist").split(10, pathological(each), seed));
            add(cell, run);
            StringBuilder lines = new StringBuilder();
            known.get(cell).forEach((round, accuracy) -> lines.append(cell).append(";").append(round).append(";").append(accuracy).append("\n"));
            Files.writeString(kept, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            System.out.println(cell + ": " + run.accuracy());
        }
    }
}

// Cells that are under way: what their checkpoints have.
for (long seed = 1; seed <= seeds; seed++) {
    for (int each : new int[] {2, 3}) {
        for (String client : clients.keySet()) {
            String cell = seed + ";" + each + ";" + client;
            if (!known.containsKey(cell) && Files.exists(path(cell))) add(cell, load(path(cell).toString()));
        }
    }
}

Map<String, List<String>> published = Map.of("2", List.of("96.86 ± 0.30", "96.92 ± 0.52", "96.85 ± 0.15", "96.65 ± 0.39"), "3", List.of("97.86 ± 0.34", "97.91 ± 0.10", "97.85 ± 0.06", "97.62 ± 0.07"));
/** A number of each seed's accuracies by round, one after the other. */
String seeds(List<TreeMap<Integer, Double>> all, Function<TreeMap<Integer, Double>, String> number) {
    return all.stream().map(number).collect(Collectors.joining(", "));
}
String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
}
System.out.println("| classes a party | client | published, best of 50 rounds | ours, best of the rounds done | ours, the last | rounds done |");
System.out.println("|---|---|---|---|---|---|");
for (String each : List.of("2", "3")) {
    int column = 0;
    for (String client : clients.keySet()) {
        List<TreeMap<Integer, Double>> all = LongStream.rangeClosed(1, seeds).mapToObj(seed -> known.get(seed + ";" + each + ";" + client)).filter(Objects::nonNull).toList();
        System.out.println("| " + String.join(" | ", each, client, published.get(each).get(column++), seeds(all, rounds -> percent(Collections.max(rounds.values()))),
                seeds(all, rounds -> percent(rounds.lastEntry().getValue())), seeds(all, rounds -> "" + rounds.lastKey())) + " |");
    }
}
