import static dev.parley.spark.Spark.*;
