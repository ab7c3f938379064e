// Rules under attack: nine rules, eight attacks and none, 30 parties of 600 MNIST rows, 20 % attackers, 60 rounds, three seeds.
// ./parley shell docs/attacks.jsh        goes on where it was stopped; each result is a line of runs/attacks.csv. Two to three hours; the table comes at the end.
import java.nio.file.*;

Path kept = Path.of("runs", "attacks.csv");
Files.createDirectories(kept.getParent());
Map<String, Double> known = new TreeMap<>();
if (Files.exists(kept)) {
    for (String line : Files.readAllLines(kept)) {
        String[] cells = line.split(";");
        known.put(cells[0] + ";" + cells[1] + ";" + cells[2], Double.parseDouble(cells[3]));
    }
}

List<Aggregation> rules = List.of(mean(), median(), trimmedMean(0.2), krum(6), multiKrum(6, 20), bulyan(6), geometricMedian(), centeredClipping(1), bucketing(2, median()));
Map<String, UnaryOperator<Federation>> attacks = new LinkedHashMap<>();
attacks.put("none", plan -> plan);
attacks.put("labelFlip", plan -> plan.attack(labelFlip(), share(0.2)));
attacks.put("signFlip(5)", plan -> plan.attack(signFlip(5), share(0.2)));
attacks.put("gaussianNoise(1)", plan -> plan.attack(gaussianNoise(1), share(0.2)));
attacks.put("boost(10)", plan -> plan.attack(boost(10), share(0.2)));
attacks.put("littleIsEnough", plan -> plan.attack(littleIsEnough(), share(0.2)));
attacks.put("innerProduct(0.5)", plan -> plan.attack(innerProduct(0.5), share(0.2)));
attacks.put("mimic", plan -> plan.attack(mimic(), share(0.2)));
attacks.put("minMax", plan -> plan.attack(minMax(), share(0.2)));

int todo = 3 * rules.size() * attacks.size() - known.size();
for (long seed = 1; seed <= 3; seed++) {
    // 18,000 of the training rows; the others are held out as validation rows, and not looked at
    var phones = dataset("mnist").trainValidTest(0.27, 0.63).split(30, innerDirichlet(0.3), seed);
    for (var attack : attacks.entrySet()) {
        for (var rule : rules) {
            String cell = seed + ";" + rule + ";" + attack.getKey();
            if (!known.containsKey(cell)) {
                var plan = federation().rounds(60).client(localSgd(0.05).batch(32)).evaluateEvery(60).seed(seed).aggregate(rule);
                double accuracy;
                try {
                    accuracy = attack.getValue().apply(plan).train(mlp(200, 200), phones).accuracy();
                } catch (dev.parley.fault.PartyException e) {
                    if (!e.getMessage().contains("NaN or infinite")) {
                        throw e;
                    }
                    accuracy = Double.NaN; // the training diverged
                }
                known.put(cell, accuracy);
                Files.writeString(kept, cell + ";" + accuracy + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                System.out.println(cell + "  " + accuracy + "  (" + --todo + " to go)");
            }
        }
    }
}

System.out.println("| rule | " + String.join(" | ", attacks.keySet()) + " |");
System.out.println("|---" + "|---".repeat(attacks.size()) + "|");
for (var rule : rules) {
    StringBuilder row = new StringBuilder("| `" + rule + "`");
    for (String attack : attacks.keySet()) {
        double[] three = LongStream.rangeClosed(1, 3).mapToDouble(seed -> known.get(seed + ";" + rule + ";" + attack)).toArray();
        double mean = DoubleStream.of(three).average().orElseThrow();
        double spread = DoubleStream.of(three).max().orElseThrow() - DoubleStream.of(three).min().orElseThrow();
        row.append(Double.isNaN(mean) ? " | diverged" : String.format(Locale.ROOT, " | %.3f ±%.3f", mean, spread / 2));
    }
    System.out.println(row + " |");
}
