package dev.parley.client;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.StepRule;

/** The steps of {@link LocalAdam}, whose moments are lent for a round or are the party's own. */
final class AdamRule implements StepRule {
    private static final String M = "adam m";
    private static final String V = "adam v";
    private static final String T = "adam steps";

    private final LocalAdam adam;
    private final PartyMemory memory;
    private final ParamVector m;
    private final ParamVector v;
    private long t;
    private final float[] w = new float[CHUNK];
    private final float[] g = new float[CHUNK];
    private final float[] m1 = new float[CHUNK];
    private final float[] m2 = new float[CHUNK];
    private final float[] zeros = new float[CHUNK];

    AdamRule(LocalAdam adam, Layout layout, PartyMemory memory) {
        this.adam = adam;
        this.memory = memory;
        boolean kept = adam.keepsState();
        this.m = kept ? memory.vector(M, layout) : memory.pool().zeros(layout);
        this.v = kept ? memory.vector(V, layout) : memory.pool().zeros(layout);
        this.t = kept ? memory.count(T) : 0;
    }

    @Override
    public void step(ParamVector params, ParamVector gradient, double rate) {
        t++;
        float b1 = (float) adam.beta1();
        float b2 = (float) adam.beta2();
        float one1 = (float) (1 - adam.beta1());
        float one2 = (float) (1 - adam.beta2());
        float size = (float) (rate / (1 - Math.pow(adam.beta1(), (double) t)));
        float spread = (float) (1 / Math.sqrt(1 - Math.pow(adam.beta2(), (double) t)));
        float epsilon = (float) adam.epsilon();
        float l2 = adam.decoupled() ? 0 : (float) adam.weightDecay();
        float shrink = adam.decoupled() ? (float) (1 - rate * adam.weightDecay()) : 1;
        for (int at = 0; at < params.length(); at += CHUNK) {
            int n = Math.min(CHUNK, params.length() - at);
            params.read(at, w, 0, n);
            gradient.read(at, g, 0, n);
            gradient.write(at, zeros, 0, n);
            m.read(at, m1, 0, n);
            v.read(at, m2, 0, n);
            for (int i = 0; i < n; i++) {
                float gi = g[i] + l2 * w[i];
                m1[i] = b1 * m1[i] + one1 * gi;
                m2[i] = b2 * m2[i] + one2 * gi * gi;
            }
            for (int i = 0; i < n; i++) {
                w[i] = shrink * w[i] - size * m1[i] / ((float) Math.sqrt(m2[i]) * spread + epsilon);
            }
            m.write(at, m1, 0, n);
            v.write(at, m2, 0, n);
            params.write(at, w, 0, n);
        }
    }

    @Override
    public void close() {
        if (adam.keepsState()) {
            memory.count(T, t);
        } else {
            m.close();
            v.close();
        }
    }
}
