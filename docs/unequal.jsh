// Measures "Unequal parties" of docs/results.md: ./parley shell docs/unequal.jsh   (about 5 minutes on 2 cores)
import dev.parley.*;
import dev.parley.partition.Partition;
import java.util.function.UnaryOperator;

// MNIST, one hidden layer of 50, 100 parties, C = 0.1, E = 1, B = 10, 60 rounds: three seeds of split and training.
var plan = federation().rounds(60).participation(0.1).client(localSgd(0.1).batch(10));
void measure(String name, Partition how, UnaryOperator<Federation> change) {
    System.out.print("| " + name);
    for (long seed : new long[] {42, 1, 2}) {
        var run = change.apply(plan.seed(seed)).train(mlp(50), dataset("mnist").split(100, how, seed));
        var last = run.table().last(10).doubleColumn("accuracy");
        var round = run.roundsTo(0.85);
        System.out.printf(Locale.ROOT, " | %.1f (%.1f), %s", 100 * last.mean(), 100 * last.min(), round.isPresent() ? round.getAsInt() : "-");
    }
    System.out.println(" |");
}
measure("iid()", iid(), same -> same);
measure("dirichlet(1)", dirichlet(1), same -> same);
measure("dirichlet(0.3)", dirichlet(0.3), same -> same);
measure("dirichlet(0.1)", dirichlet(0.1), same -> same);
measure("shards(2)", shards(2), same -> same);
measure("shards(2), localSgd(0.03)", shards(2), p -> p.client(localSgd(0.03).batch(10)));
measure("shards(2), fedProx(0.1)", shards(2), p -> p.client(fedProx(0.1).batch(10)));
measure("shards(2), fedProx(1)", shards(2), p -> p.client(fedProx(1).batch(10)));
measure("shards(2), serverSgd(0.3).momentum(0.7)", shards(2), p -> p.server(serverSgd(0.3).momentum(0.7)));
measure("shards(2), serverSgd(1).momentum(0.9)", shards(2), p -> p.server(serverSgd(1).momentum(0.9)));
measure("shards(2), fedAdam(0.01)", shards(2), p -> p.server(fedAdam(0.01)));
measure("shards(2), participation(0.3)", shards(2), p -> p.participation(0.3));
measure("shards(2), 5 epochs a round", shards(2), p -> p.client(localSgd(0.1).batch(10).epochs(5)));
/exit 0
