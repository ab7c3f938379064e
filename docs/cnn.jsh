// Measures "MNIST, the CNN of the FedAvg paper" of docs/results.md: ./parley shell docs/cnn.jsh   (about 8 minutes on 2 cores)
import java.nio.file.*;
import org.knowm.xchart.BitmapEncoder;

// C = 0.1, E = 5, B = 10, learning rate 0.1: rounds to 99 % of the 10,000 test rows.
var plan = federation().rounds(30).participation(0.1).client(localSgd(0.1).epochs(5).batch(10)).seed(1)
        .onRound(r -> System.out.printf(Locale.ROOT, "round %2d: %.4f%n", r.round(), r.accuracy()));
var run = plan.train(cnn(), dataset("mnist").split(100, iid(), 1)).as("seed 1");
System.out.println(run.roundsTo(0.99) + " rounds to 99 %, then " + run.accuracy() + " after " + run.rounds().size());
System.out.println("seconds a round: " + run.table().doubleColumn("seconds").median());
Files.createDirectories(Path.of("docs/images"));
BitmapEncoder.saveBitmapWithDPI(plot(run), "docs/images/mnist-cnn.png", BitmapEncoder.BitmapFormat.PNG, 192);
/exit 0
