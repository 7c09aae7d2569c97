package culvert.network.proof;

/** Packets that have a kind, on their way between pairs of ends. */
record Flows(TrafficSet traffic, Pairs pairs) {}
