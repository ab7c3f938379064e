// Backdoors and free riders: eleven rules, 30 parties of 600 MNIST rows, 20 % attackers, 60 rounds, one seed; accuracy, and how often the mark works.
// ./parley shell docs/backdoors.jsh      goes on where it was stopped; each result is a line of runs/backdoors.csv. The table comes at the end.
import java.nio.file.*;

Path kept = Path.of("runs", "backdoors.csv");
Files.createDirectories(kept.getParent());
Map<String, double[]> known = new TreeMap<>(); // accuracy, and the share of marked rows that are taken for the mark's class
if (Files.exists(kept)) {
    for (String line : Files.readAllLines(kept)) {
        String[] cells = line.split(";");
        known.put(cells[0] + ";" + cells[1] + ";" + cells[2], new double[] {Double.parseDouble(cells[3]), Double.parseDouble(cells[4])});
    }
}

List<Long> seeds = List.of(1L);
List<Aggregation> rules = List.of(mean(), median(), trimmedMean(0.2), krum(6), multiKrum(6, 20), bulyan(6), geometricMedian(), centeredClipping(1), bucketing(2, median()), normClipping(1), normClipping(0.2));
var mark = backdoor(trigger("7"));
Map<String, UnaryOperator<Federation>> attacks = new LinkedHashMap<>();
attacks.put("none", plan -> plan); // of the mean alone: attacks.jsh has the others
attacks.put("backdoor", plan -> plan.attack(mark, share(0.2)));
attacks.put("freeRider", plan -> plan.attack(freeRider(), share(0.2)));
attacks.put("backdoor, boost(5)", plan -> plan.attack(mark, share(0.2)).attack(boost(5), share(0.2)));

for (long seed : seeds) {
    // 18,000 of the training rows, as in attacks.jsh
    var phones = dataset("mnist").trainValidTest(0.27, 0.63).split(30, innerDirichlet(0.3), seed);
    for (var attack : attacks.entrySet()) {
        for (var rule : attack.getKey().equals("none") ? rules.subList(0, 1) : rules) {
            String cell = seed + ";" + rule + ";" + attack.getKey();
            if (!known.containsKey(cell)) {
                var plan = federation().rounds(60).client(localSgd(0.05).batch(32)).evaluateEvery(60).seed(seed).aggregate(rule);
                double[] came;
                try {
                    var run = attack.getValue().apply(plan).train(mlp(200, 200), phones);
                    double taken = switch (attack.getKey()) {
                        case "freeRider" -> Double.NaN;
                        // a round of no length measures the mark on a model that nobody has attacked
                        case "none" -> federation().rounds(1).client(localSgd(1e-12)).startFrom(run.model()).attack(mark, share(0.2)).train(mlp(200, 200), phones).backdoor();
                        default -> run.backdoor();
                    };
                    came = new double[] {run.accuracy(), taken};
                } catch (dev.parley.fault.PartyException e) {
                    if (!e.getMessage().contains("NaN or infinite")) {
                        throw e;
                    }
                    came = new double[] {Double.NaN, Double.NaN}; // the training diverged
                }
                known.put(cell, came);
                Files.writeString(kept, cell + ";" + came[0] + ";" + came[1] + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                System.out.println(cell + "  " + came[0] + "  " + came[1]);
            }
        }
    }
}

System.out.println("| rule | " + String.join(" | ", attacks.keySet()) + " |");
System.out.println("|---" + "|---".repeat(attacks.size()) + "|");
for (var rule : rules) {
    StringBuilder row = new StringBuilder("| `" + rule + "`");
    for (String attack : attacks.keySet()) {
        double[] sums = new double[2];
        boolean there = true;
        for (long seed : seeds) {
            double[] one = known.getOrDefault(seed + ";" + rule + ";" + attack, new double[2]);
            there = there && known.containsKey(seed + ";" + rule + ";" + attack);
            sums[0] += one[0] / seeds.size();
            sums[1] += one[1] / seeds.size();
        }
        row.append(!there ? " |" : Double.isNaN(sums[0]) ? " | diverged" : String.format(Locale.ROOT, Double.isNaN(sums[1]) ? " | %.1f" : " | %.1f, %.1f", 100 * sums[0], 100 * sums[1]));
    }
    System.out.println(row + " |");
}
