package dev.parley.plan;

import dev.parley.aggregate.Aggregation;
import dev.parley.cohort.Participation;
import dev.parley.compress.BitReader;
import dev.parley.compress.BitWriter;
import dev.parley.compress.Rounding;
import dev.parley.fault.PlanException;
import dev.parley.filter.Answer;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.filter.Setting;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.partition.Partition;
import dev.parley.partition.Rows;
import dev.parley.personal.Personalization;
import dev.parley.server.ServerOptimizer;
import dev.parley.server.ServerState;
import java.util.List;
import java.util.Set;

/**
 * Stands in an opened plan where a choice was code, of which a file holds the name: prints as it did, refuses to work.
 *
 * @param kind the word by which a file says that it is code
 * @param name how it printed itself, or its name where it was given one
 */
record Absent(String kind, String name)
        implements Aggregation, ClientAlgorithm, Personalization, ServerOptimizer, Participation, Partition, Rounding {
    @Override
    public ParamVector aggregate(Updates updates) {
        throw missing();
    }

    @Override
    public Update train(Broadcast from, PartySide here) {
        throw missing();
    }

    @Override
    public Absent settled(Setting setting) {
        throw missing();
    }

    @Override
    public Place place() {
        throw missing();
    }

    @Override
    public String word() {
        return "filter";
    }

    @Override
    public Set<String> around() {
        throw missing();
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        throw missing();
    }

    @Override
    public Update learn(Broadcast from, PartySide here, Answer inner) {
        throw missing();
    }

    @Override
    public ParamVector own(Broadcast from, PartySide here) {
        throw missing();
    }

    @Override
    public int batch() {
        throw missing();
    }

    @Override
    public double rate() {
        throw missing();
    }

    @Override
    public ServerState init(ParamVector params) {
        throw missing();
    }

    @Override
    public ServerState learn(ServerState state, ParamVector delta) {
        throw missing();
    }

    @Override
    public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
        throw missing();
    }

    @Override
    public double expected(int parties) {
        throw missing();
    }

    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        throw missing();
    }

    @Override
    public void write(float[] values, int[] ends, Seed seed, BitWriter to) {
        throw missing();
    }

    @Override
    public void read(BitReader from, int[] ends, Seed round, float[] into) {
        throw missing();
    }

    private PlanException missing() {
        return new PlanException("'" + this + "' is code, of which a file holds only the name, and cannot be run from"
                + " there; train with it anew");
    }

    @Override
    public String toString() {
        return kind.equals("named") && !name.equals(PlanCode.NAMELESS) ? "named(\"" + name + "\")" : name;
    }
}
