// The first federation, for jshell: ./parley shell notebooks/scripts/first-federation.jsh
// A chain may be broken before its dots, as in a notebook.

// 569 tumours; 114 rows are held out for the test, the rest is dealt unfairly to four hospitals
var cancer = dataset("breast-cancer");
var hospitals = cancer
        .split(4, dirichlet(0.5));

// all patients in one place; each hospital alone; the hospitals together
var pooled = centralized()
        .epochs(20)
        .train(logistic(), hospitals);
var alone = local()
        .epochs(20)
        .train(logistic(), hospitals);
var plan = federation()
        .parties(4)
        .rounds(20)
        .aggregate(mean());
var fedAvg = plan.train(logistic(), hospitals);
compare(pooled, alone, fedAvg)

// each hospital's own score after its last epoch
var parties = alone.partyTable();
parties.where(parties.intColumn("round").isEqualTo(20))
        .selectColumns("party", "rows", "accuracy")
fedAvg.confusion()

// one choice changed, the rest kept
var prox = plan
        .client(fedProx(0.1))
        .train(logistic(), hospitals)
        .as("FedProx");
var adam = plan
        .server(fedAdam(0.05))
        .train(logistic(), hospitals)
        .as("FedAdam");
compare(fedAvg, prox, adam)

// what left the hospitals, and what the model says of patients it has not seen
fedAvg.ledger()
        .first(8)
fedAvg.model()
        .predict(cancer.test())
        .first(5)

// the claim of the story: together is better than alone, and the same sentence gives the same bits
if (!(fedAvg.accuracy() > alone.accuracy())) throw new IllegalStateException("alone " + alone.accuracy() + ", together " + fedAvg.accuracy());
var again = plan.train(logistic(), hospitals);
if (!again.fingerprint().equals(fedAvg.fingerprint())) throw new IllegalStateException("the same plan gave other bits");
/exit 0
