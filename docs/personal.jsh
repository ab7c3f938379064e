// Nine personalizations, FedAvg and training alone: MNIST, 30 parties, 2NN, 20 rounds, three seeds. Measures a section of docs/results.md.
// ./parley shell docs/personal.jsh        goes on where it was stopped; each evaluation is a line of runs/personal.csv. About 15 minutes on two free cores; the table comes at the end.
// HOURS=0.5 ./parley shell docs/personal.jsh   begins no training after half an hour, and shows what is there.
import dev.parley.model.Model;
import java.nio.file.*;

Path kept = Path.of("runs", "personal.csv");
Files.createDirectories(kept.getParent());
Map<String, List<double[]>> known = new TreeMap<>();   // seed;way to its three lines, each accuracy, weighted, p10, p90, worst
if (Files.exists(kept)) {
    for (String line : Files.readAllLines(kept)) {
        String[] cells = line.split(";");
        known.computeIfAbsent(cells[0] + ";" + cells[1], key -> new ArrayList<>()).add(Arrays.stream(cells).skip(4).mapToDouble(Double::parseDouble).toArray());
    }
}

Model plain = mlp(200, 200);
Model normed = sequential(dense(200), batchNorm(), relu(), dense(200), batchNorm(), relu(), dense());   // fedBn() keeps batch normalization at home
Map<String, Function<Long, dev.parley.run.Run>> ways = new LinkedHashMap<>();
Map<Long, Parties> splits = new HashMap<>();
Parties phones(long seed) {
    return splits.computeIfAbsent(seed, s -> dataset("mnist").split(30, dirichlet(0.1), s).partyTest(0.2));
}
Federation plan(long seed) {
    return federation().rounds(20).client(localSgd(0.05)).evaluateEvery(20).seed(seed);
}
void way(Personalization how, Model model) {
    ways.put(how + (model == normed ? ", with batchNorm()" : ""), seed -> plan(seed).personalize(how).train(model, phones(seed)));
}
ways.put("federation()", seed -> plan(seed).train(plain, phones(seed)));
ways.put("local()", seed -> local().epochs(20).client(localSgd(0.05)).seed(seed).train(plain, phones(seed)));
for (Personalization how : List.of(fineTune(2), ditto(0.5), fedPer(), fedRep().head(2), pFedMe(15), apfl(0.5), perFedAvg(0.1), ifca(3))) {
    way(how, plain);
}
ways.put("federation(), with batchNorm()", seed -> plan(seed).train(normed, phones(seed)));
way(fedBn(), normed);

String hours = System.getenv("HOURS");
long end = System.nanoTime() + (long) ((hours == null ? 1e6 : Double.parseDouble(hours)) * 3600e9);
int todo = 3 * ways.size() - known.size();
for (long seed = 1; seed <= 3; seed++) {
    for (var way : ways.entrySet()) {
        String cell = seed + ";" + way.getKey();
        if (!known.containsKey(cell) && System.nanoTime() < end) {
            long began = System.nanoTime();
            Table table = way.getValue().apply(seed).personal();
            StringBuilder lines = new StringBuilder();
            List<double[]> scores = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                double[] row = {table.doubleColumn("accuracy").getDouble(i), table.doubleColumn("weighted").getDouble(i), table.doubleColumn("p10").getDouble(i), table.doubleColumn("p90").getDouble(i), table.doubleColumn("worst").getDouble(i)};
                scores.add(row);
                lines.append(cell).append(";").append(table.stringColumn("model").get(i)).append(";").append(table.stringColumn("measured on").get(i));
                for (double each : row) lines.append(";").append(each);
                lines.append("\n");
            }
            known.put(cell, scores);
            Files.writeString(kept, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            System.out.printf(Locale.ROOT, "%s  %s  %s  %s  in %.0f s (%d to go)%n", cell, scores.get(0)[0], scores.get(1)[0], scores.get(2)[0], (System.nanoTime() - began) / 1e9, --todo);
        }
    }
}

/** A way's number in %: the mean of the seeds that are there, and the lowest and highest where there are several. */
String cell(String way, int line, int column) {
    double[] all = LongStream.rangeClosed(1, 3).mapToObj(seed -> known.get(seed + ";" + way)).filter(Objects::nonNull).mapToDouble(lines -> 100 * lines.get(line)[column]).toArray();
    if (all.length == 0 || Double.isNaN(all[0])) return " | ";
    var stats = Arrays.stream(all).summaryStatistics();
    return String.format(Locale.ROOT, all.length == 1 ? " | %.1f" : " | %.1f (%.1f - %.1f)", stats.getAverage(), stats.getMin(), stats.getMax());
}

System.out.println("| | global, common rows | global, own rows: mean | p10 | personal, own rows: mean | weighted | p10 | worst |");
System.out.println("|---|---|---|---|---|---|---|---|");
for (String way : ways.keySet()) {
    System.out.println("| `" + way.replace(", with ", "` with `") + "`" + cell(way, 0, 0) + cell(way, 1, 0) + cell(way, 1, 2) + cell(way, 2, 0) + cell(way, 2, 1) + cell(way, 2, 2) + cell(way, 2, 4) + " |");
}
