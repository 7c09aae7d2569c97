package culvert.network.proof;

import culvert.network.forwarding.Place;

/** Is told of what passes where. */
interface Passages {

  void passed(Place place, Situation situation, Propagation.Flows flows);
}
