// The shipped tables by Parley, and their training and test rows as csv for docs/sets.py, which does the same with
// scikit-learn: ./parley shell docs/sets.jsh, then python3 docs/sets.py (needs pandas and scikit-learn).
java.nio.file.Files.createDirectories(java.nio.file.Path.of("runs/sets"));
String score(Run run) {
    return run.task() == Task.REGRESSION
            ? String.format("R2 %.4f  RMSE %.2f", run.r2(), run.rmse())
            : String.format("accuracy %.4f  AUC %.4f", run.accuracy(), run.auc());
}
for (String name : List.of("iris", "wine", "breast-cancer", "digits", "heart-disease", "diabetes")) {
    Dataset data = name.equals("heart-disease") ? dataset(name).without("hospital") : dataset(name);
    Table train = data.train().table(); Table test = data.test().table();
    if (name.equals("heart-disease")) { train.removeColumns("hospital"); test.removeColumns("hospital"); }
    train.write().csv("runs/sets/" + name + "-train.csv");
    test.write().csv("runs/sets/" + name + "-test.csv");
    Model model = data.task() == Task.REGRESSION ? linear() : softmax();
    Run pooled = centralized().epochs(100).train(model, data);
    Run federated = federation().rounds(100).train(model, data.split(4, dirichlet(0.5)));
    System.out.println(name + ": centralized " + score(pooled) + "; federation " + score(federated));
}
