"""The shipped tables by scikit-learn, on the training and test rows that docs/sets.jsh wrote to runs/sets."""

import pathlib

import pandas
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import r2_score, roc_auc_score, root_mean_squared_error
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

FOLDER = pathlib.Path("runs/sets")
TARGETS = {
    "iris": "species",
    "wine": "cultivar",
    "breast-cancer": "diagnosis",
    "digits": "digit",
    "heart-disease": "diagnosis",
    "diabetes": "progression",
}

for name, target in TARGETS.items():
    train, test = (pandas.read_csv(FOLDER / f"{name}-{part}.csv") for part in ("train", "test"))
    inputs = make_column_transformer(
        (make_pipeline(SimpleImputer(), StandardScaler()), make_column_selector(dtype_include="number")),
        (
            make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")),
            make_column_selector(dtype_exclude="number"),
        ),
    )
    model = LinearRegression() if name == "diabetes" else LogisticRegression(max_iter=10000)
    fitted = make_pipeline(inputs, model).fit(train.drop(columns=target), train[target])
    x, y = test.drop(columns=target), test[target]
    if name == "diabetes":
        print(f"{name}: R2 {r2_score(y, fitted.predict(x)):.4f}  RMSE {root_mean_squared_error(y, fitted.predict(x)):.2f}")
    else:
        p = fitted.predict_proba(x)
        auc = roc_auc_score(y, p[:, 1]) if p.shape[1] == 2 else roc_auc_score(y, p, multi_class="ovr")
        print(f"{name}: accuracy {fitted.score(x, y):.4f}  AUC {auc:.4f}")
