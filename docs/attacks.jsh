// Rules under attack: nine rules, eight attacks and none, 30 parties of 600 MNIST rows, 20 % attackers, 60 rounds, three seeds.
// ./parley shell docs/attacks.jsh        goes on where it was stopped; each result is a line of runs/attacks.csv. Two to three hours; the table and docs/images/attacks.png come at the end.
// DRAW=1 ./parley shell docs/attacks.jsh  draws what is there, and trains nothing.
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

boolean train = System.getenv("DRAW") == null;
int todo = 3 * rules.size() * attacks.size() - known.size();
for (long seed = 1; seed <= 3 && train; seed++) {
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

if (train) {
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
}

// A heat map of the means over the seeds that are there; a cell stays blank where a training diverged or has not been yet.
import org.knowm.xchart.*;
import java.awt.Color;

HeatMapChart picture = new HeatMapChartBuilder().width(980).height(560).title("Test accuracy in %: rules under attack by 20 % of 30 parties (blank: diverged)").build();
List<String> across = List.copyOf(attacks.keySet());
List<Number[]> cells = new ArrayList<>();
for (int column = 0; column < across.size(); column++) {
    for (int line = 0; line < rules.size(); line++) {
        String cell = ";" + rules.get(rules.size() - 1 - line) + ";" + across.get(column);
        double[] there = LongStream.rangeClosed(1, 3).filter(seed -> known.containsKey(seed + cell)).mapToDouble(seed -> known.get(seed + cell)).toArray();
        double mean = DoubleStream.of(there).average().orElse(Double.NaN);
        if (!Double.isNaN(mean)) {
            cells.add(new Number[] {column, line, Math.round(1000 * mean) / 10.0});
        }
    }
}
List<String> upwards = new ArrayList<>(rules.stream().map(Object::toString).toList());
Collections.reverse(upwards);
picture.addSeries("accuracy", across, upwards, cells);
var look = picture.getStyler();
look.setRangeColors(new Color[] {new Color(0xE6A27A), new Color(0xF6DCC9), new Color(0xF7F7F7), new Color(0xA6CBE6), new Color(0x6FA9D6)});
look.setMin(60);
look.setMax(95);
look.setShowValue(true);
look.setHeatMapValueDecimalPattern("0.0");
look.setPlotContentSize(1);
look.setDrawBorder(false);
look.setChartBackgroundColor(Color.WHITE);
look.setPlotBackgroundColor(Color.WHITE);
look.setPlotGridLinesVisible(false);
look.setPlotBorderVisible(false);
look.setXAxisLabelRotation(30);
look.setXAxisTickMarkSpacingHint(1);
look.setYAxisTickMarkSpacingHint(1);
look.setLegendVisible(false);
BitmapEncoder.saveBitmapWithDPI(picture, "docs/images/attacks.png", BitmapEncoder.BitmapFormat.PNG, 144);
