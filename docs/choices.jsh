// Every client and server on unequal data: MNIST, 30 parties, 2NN, 100 rounds, three seeds. Measures a section of docs/results.md.
// ./parley shell docs/choices.jsh   goes on where it was stopped; each result is a line of runs/choices.csv. About three hours on two cores; the table comes at the end.
import dev.parley.partition.Partition;
import java.nio.file.*;

Path kept = Path.of("runs", "choices.csv");
Files.createDirectories(kept.getParent());
Map<String, String[]> known = new TreeMap<>();
if (Files.exists(kept)) {
    for (String line : Files.readAllLines(kept)) {
        String[] cells = line.split(";");
        known.put(cells[0] + ";" + cells[1] + ";" + cells[2], new String[] {cells[3], cells[4]});
    }
}

Map<String, UnaryOperator<Federation>> choices = new LinkedHashMap<>();
choices.put("localSgd(0.05)", plan -> plan);
choices.put("fedProx(0.1)", plan -> plan.client(fedProx(0.1).rate(0.05)));
choices.put("fedProx(adaptive())", plan -> plan.client(fedProx(adaptive()).rate(0.05)));
choices.put("scaffold()", plan -> plan.client(scaffold().rate(0.05)));
choices.put("fedNova()", plan -> plan.client(fedNova().rate(0.05)));
choices.put("fedDyn(0.01)", plan -> plan.client(fedDyn(0.01).rate(0.05).weightDecay(0.001).clipGradient(10)));
choices.put("mimeLite()", plan -> plan.client(mimeLite().rate(0.01)));
choices.put("mime()", plan -> plan.client(mime().rate(0.01)));
choices.put("moon(1)", plan -> plan.client(moon(1).rate(0.05)));
choices.put("gradientStep()", plan -> plan.client(gradientStep()));
choices.put("localAdam(0.001)", plan -> plan.client(localAdam(0.001)));
choices.put("fedAvgM(0.9)", plan -> plan.server(fedAvgM(0.9)));
choices.put("fedAdagrad(0.02)", plan -> plan.server(fedAdagrad(0.02)));
choices.put("fedAdam(0.01)", plan -> plan.server(fedAdam(0.01)));
choices.put("fedYogi(0.01)", plan -> plan.server(fedYogi(0.01)));
Map<String, Partition> splits = new LinkedHashMap<>();
splits.put("dirichlet(0.1)", dirichlet(0.1));
splits.put("shards(2)", shards(2));

int todo = 3 * splits.size() * choices.size() - known.size();
for (long seed = 1; seed <= 3; seed++) {
    for (var split : splits.entrySet()) {
        var phones = dataset("mnist").split(30, split.getValue(), seed);
        for (var choice : choices.entrySet()) {
            String cell = seed + ";" + split.getKey() + ";" + choice.getKey();
            if (!known.containsKey(cell)) {
                var plan = choice.getValue().apply(federation().rounds(100).client(localSgd(0.05)).seed(seed));
                String[] came;
                try {
                    var run = plan.train(mlp(200, 200), phones);
                    OptionalInt round = run.roundsTo(0.95);
                    came = new String[] {round.isPresent() ? "" + round.getAsInt() : "never", "" + run.accuracy()};
                } catch (dev.parley.fault.PartyException e) {
                    if (!e.getMessage().contains("NaN or infinite")) {
                        throw e;
                    }
                    came = new String[] {"diverged", "NaN"};
                }
                known.put(cell, came);
                Files.writeString(kept, cell + ";" + came[0] + ";" + came[1] + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                System.out.println(cell + "  " + String.join("  ", came) + "  (" + --todo + " to go)");
            }
        }
    }
}

/** A cell's seeds: rounds to 95 %, then the last round's accuracy in %. */
String cells(String split, String choice) {
    StringBuilder rounds = new StringBuilder();
    StringBuilder last = new StringBuilder();
    for (long seed = 1; seed <= 3; seed++) {
        String[] came = known.get(seed + ";" + split + ";" + choice);
        rounds.append(seed == 1 ? "" : ", ").append(came[0]);
        double accuracy = Double.parseDouble(came[1]);
        last.append(seed == 1 ? "" : ", ").append(Double.isNaN(accuracy) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * accuracy));
    }
    return " | " + rounds + " | " + last;
}

System.out.println("| | `dirichlet(0.1)`: rounds to 95 % | at the end | `shards(2)`: rounds to 95 % | at the end |");
System.out.println("|---|---|---|---|---|");
for (String choice : choices.keySet()) {
    System.out.println("| `" + choice + "`" + cells("dirichlet(0.1)", choice) + cells("shards(2)", choice) + " |");
}
