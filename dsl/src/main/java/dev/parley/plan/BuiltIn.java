package dev.parley.plan;

import dev.parley.aggregate.Bucketing;
import dev.parley.aggregate.Bulyan;
import dev.parley.aggregate.CenteredClipping;
import dev.parley.aggregate.FoolsGold;
import dev.parley.aggregate.GeometricMedian;
import dev.parley.aggregate.Krum;
import dev.parley.aggregate.Majority;
import dev.parley.aggregate.Mean;
import dev.parley.aggregate.Median;
import dev.parley.aggregate.MultiKrum;
import dev.parley.aggregate.NormClipping;
import dev.parley.aggregate.QFair;
import dev.parley.aggregate.TrimmedMean;
import dev.parley.aggregate.WeightedMean;
import dev.parley.attack.Attacked;
import dev.parley.attack.Canaries;
import dev.parley.attack.Colluding;
import dev.parley.client.AdaptiveFedProx;
import dev.parley.client.FedDyn;
import dev.parley.client.FedNova;
import dev.parley.client.FedProx;
import dev.parley.client.GradientStep;
import dev.parley.client.LocalAdam;
import dev.parley.client.LocalSgd;
import dev.parley.client.Mime;
import dev.parley.client.MimeLite;
import dev.parley.client.Moon;
import dev.parley.client.Scaffold;
import dev.parley.client.SynchronousSteps;
import dev.parley.compress.Downward;
import dev.parley.compress.Upward;
import dev.parley.compress.UpwardInSum;
import dev.parley.file.Choices;
import dev.parley.filter.LossAtStart;
import dev.parley.personal.Apfl;
import dev.parley.personal.AtHome;
import dev.parley.personal.Ditto;
import dev.parley.personal.FedBn;
import dev.parley.personal.FedPer;
import dev.parley.personal.FedRep;
import dev.parley.personal.FineTune;
import dev.parley.personal.Ifca;
import dev.parley.personal.OnlyShared;
import dev.parley.personal.PFedMe;
import dev.parley.personal.PerFedAvg;
import dev.parley.privacy.AggregateNoise;
import dev.parley.privacy.CentralDp;
import dev.parley.privacy.Clip;
import dev.parley.privacy.DpFtrl;
import dev.parley.privacy.DpSgd;
import dev.parley.privacy.LocalDp;
import dev.parley.secure.Masked;
import dev.parley.secure.Secure;
import java.util.List;

/** Parley's own clients, rules and filters; a new one is added here, so that JSON may name it. */
public final class BuiltIn implements Choices {
    @Override
    public List<Class<? extends Record>> records() {
        return List.of(
                LocalSgd.class,
                LocalAdam.class,
                FedProx.class,
                AdaptiveFedProx.class,
                Scaffold.class,
                FedNova.class,
                FedDyn.class,
                GradientStep.class,
                MimeLite.class,
                Mime.class,
                Moon.class,
                SynchronousSteps.class,
                DpSgd.class,
                DpFtrl.class,
                Mean.class,
                WeightedMean.class,
                Median.class,
                Majority.class,
                TrimmedMean.class,
                Krum.class,
                MultiKrum.class,
                Bulyan.class,
                GeometricMedian.class,
                CenteredClipping.class,
                NormClipping.class,
                Bucketing.class,
                FoolsGold.class,
                QFair.class,
                LossAtStart.class,
                Attacked.class,
                Colluding.class,
                AtHome.class,
                Upward.class,
                UpwardInSum.class,
                Downward.class,
                FineTune.class,
                Ditto.class,
                FedPer.class,
                FedRep.class,
                FedBn.class,
                OnlyShared.class,
                PFedMe.class,
                Apfl.class,
                PerFedAvg.class,
                Ifca.class,
                Clip.class,
                Canaries.class,
                CentralDp.class,
                LocalDp.class,
                AggregateNoise.class,
                Secure.class,
                Masked.class);
    }
}
