// Accuracy against bytes: MNIST's 2NN, 100 parties of 600 rows, 10 a round, 100 rounds, as FedAvg's paper has it; iid.
// SEEDS=3 ./parley shell docs/bytes.jsh        three seeds of split and training, one without it; goes on where it was stopped; each result is a line of runs/bytes.csv. The table comes at the end.
import java.nio.file.*;

Path kept = Path.of("runs", "bytes.csv");
Files.createDirectories(kept.getParent());
Map<String, double[]> known = new TreeMap<>();
if (Files.exists(kept)) {
    for (String line : Files.readAllLines(kept)) {
        String[] cells = line.split(";");
        known.put(cells[0] + ";" + cells[1], Arrays.stream(cells).skip(2).mapToDouble(Double::parseDouble).toArray());
    }
}

long seeds = Long.parseLong(System.getenv().getOrDefault("SEEDS", "1"));
Map<String, UnaryOperator<Federation>> codecs = new LinkedHashMap<>();
codecs.put("none", plan -> plan);
for (var how : List.of(float16(), quantize(8), quantize(4), quantize(4).byRange(), rotated(quantize(4)), rotated(quantize(2)),
        signs(), randomK(0.1), topK(0.1), topK(0.01), topK(0.01).values(float16()), ternary(0.04), ternary(0.03), ternary(0.01), ternary(0.003), quantize(2).bucket(4096))) {
    codecs.put("compress(" + how + ")", plan -> plan.compress(how));
}
codecs.put("compress(signs().withoutFeedback()), majority(0.001)", plan -> plan.compress(signs().withoutFeedback()).aggregate(majority(0.001)));
codecs.put("compress(topK(0.01).values(float16())).compressDown(float16())", plan -> plan.compress(topK(0.01).values(float16())).compressDown(float16()));
codecs.put("compress(topK(0.01).values(float16())).compressDown(quantize(8))", plan -> plan.compress(topK(0.01).values(float16())).compressDown(quantize(8)));

for (long seed = 1; seed <= seeds; seed++) {
    var phones = dataset("mnist").split(100, iid(), seed);
    for (var codec : codecs.entrySet()) {
        String cell = seed + ";" + codec.getKey();
        if (known.containsKey(cell)) {
            continue;
        }
        var plan = federation().rounds(100).cohort(10).client(localSgd(0.1).batch(10)).evaluateEvery(1).seed(seed);
        var run = codec.getValue().apply(plan).train(mlp(200, 200), phones);
        double up = run.rounds().stream().mapToLong(round -> round.bytesUp()).sum() / 1000.0;
        double down = run.rounds().stream().mapToLong(round -> round.bytesDown()).sum() / 1000.0;
        // the mean of the last ten rounds, since one round's accuracy goes up and down by half a point
        double accuracy = run.rounds().stream().skip(90).mapToDouble(round -> round.evaluation().get().accuracy()).average().getAsDouble();
        double[] result = {accuracy, up, down, run.roundsTo(0.95).orElse(-1), run.roundsTo(0.97).orElse(-1)};
        known.put(cell, result);
        Files.writeString(kept, cell + ";" + Arrays.stream(result).mapToObj(Double::toString).collect(Collectors.joining(";")) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.out.println(cell + "  " + Arrays.toString(result));
    }
}

double at(long seed, String codec, int what) {
    return known.get(seed + ";" + codec)[what];
}
double mean(String codec, int what) {
    return LongStream.rangeClosed(1, seeds).mapToDouble(seed -> at(seed, codec, what)).average().getAsDouble();
}
String rounds(String codec, int what) {
    return LongStream.rangeClosed(1, seeds).mapToObj(seed -> at(seed, codec, what) < 0 ? "–" : "" + (int) at(seed, codec, what)).collect(Collectors.joining(", "));
}
System.out.println("| codec | bytes up, of an update and round | of plain | accuracy | less than plain, points | rounds to 95 % | to 97 % | KB up to 95 % |");
System.out.println("|---|---|---|---|---|---|---|---|");
for (String codec : codecs.keySet()) {
    double up = mean(codec, 1);
    String to95 = mean(codec, 3) < 0 ? "–" : String.format(Locale.ROOT, "%,.0f", mean(codec, 3) * up / 100);
    System.out.printf(Locale.ROOT, "| `%s` | %,.0f | %.2f %% | %.4f | %.2f | %s | %s | %s |%n", codec, up, 100 * up / mean("none", 1), mean(codec, 0),
            100 * (mean("none", 0) - mean(codec, 0)), rounds(codec, 3), rounds(codec, 4), to95);
}
