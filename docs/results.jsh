// Measures what docs/results.md says: ./parley shell docs/results.jsh   (about 2 minutes on 2 cores)
import java.nio.file.*;

void curves(String name, dev.parley.run.Comparison runs) throws Exception {
    Files.createDirectories(Path.of("docs/images"));
    org.knowm.xchart.BitmapEncoder.saveBitmapWithDPI(plot(runs), "docs/images/" + name + ".png", org.knowm.xchart.BitmapEncoder.BitmapFormat.PNG, 192);
}

double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
}

// MNIST, 2NN, 100 parties, C = 0.1, E = 1, B = 10, learning rate 0.1: rounds to 97 % of the 10,000 test rows.
var fedAvg = federation().participation(0.1).client(localSgd(0.1).epochs(1).batch(10));
dev.parley.run.Run mnist(dev.parley.partition.Partition how, long seed, int rounds) {
    return fedAvg.rounds(rounds).seed(seed)
            .train(mlp(200, 200), dataset("mnist").split(100, how, seed))
            .as(how + ", seed " + seed);
}
var even = new dev.parley.run.Run[] {mnist(iid(), 1, 60), mnist(iid(), 2, 60), mnist(iid(), 3, 60)};
var skewed = new dev.parley.run.Run[] {mnist(shards(2), 1, 320), mnist(shards(2), 2, 320), mnist(shards(2), 3, 320)};
for (var run : even) System.out.println(run.name() + ": " + run.roundsTo(0.97) + " rounds to 97 %, then " + run.accuracy());
for (var run : skewed) System.out.println(run.name() + ": " + run.roundsTo(0.97) + " rounds to 97 %, then " + run.accuracy());
curves("mnist-iid", compare(even));
curves("mnist-shards", compare(skewed));

// Breast cancer, 4 parties, Dirichlet 0.5, ten seeds of hold-out, split and training.
double[][] accuracy = new double[4][10];
for (int s = 0; s < 10; s++) {
    var hospitals = dataset("breast-cancer").seed(s + 1).split(4, dirichlet(0.5), s + 1);
    accuracy[0][s] = centralized().epochs(20).seed(s + 1).train(logistic(), hospitals).accuracy();
    accuracy[1][s] = local().epochs(20).seed(s + 1).train(logistic(), hospitals).accuracy();
    accuracy[2][s] = federation().rounds(20).seed(s + 1).train(logistic(), hospitals).accuracy();
    accuracy[3][s] = federation().rounds(20).aggregate(mean()).seed(s + 1).train(logistic(), hospitals).accuracy();
}
String[] names = {"centralized", "local", "federation, weighted mean", "federation, plain mean"};
for (int i = 0; i < 4; i++) {
    System.out.printf(Locale.ROOT, "%s: mean %.4f, median %.4f, least %.4f%n", names[i],
            Arrays.stream(accuracy[i]).average().getAsDouble(), median(accuracy[i]), Arrays.stream(accuracy[i]).min().getAsDouble());
}
System.out.println("median rounds to 97 %: iid " + median(Arrays.stream(even).mapToDouble(r -> r.roundsTo(0.97).orElse(9999)).toArray())
        + ", shards(2) " + median(Arrays.stream(skewed).mapToDouble(r -> r.roundsTo(0.97).orElse(9999)).toArray()));
/exit 0
