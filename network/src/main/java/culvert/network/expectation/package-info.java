/**
 * What people expect of a network, in sentences: who can and cannot reach whom, by what way, and
 * what takes over. Read, and checked by proof over all pairs that a sentence means.
 */
@NullMarked
package culvert.network.expectation;

import org.jspecify.annotations.NullMarked;
