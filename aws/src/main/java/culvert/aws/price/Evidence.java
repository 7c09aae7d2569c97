package culvert.aws.price;

/**
 * Why a figure is believed.
 *
 * @param source where it was read, each place by its name
 * @param asOf when the newest of them had it; empty where none says
 * @param verified whether AWS's own list says so, or two independent sources do
 */
record Evidence(String source, String asOf, boolean verified) {}
