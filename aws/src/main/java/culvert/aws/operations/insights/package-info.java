/**
 * Network insights: paths that are analyzed (Reachability Analyzer), scopes of access that are
 * (Network Access Analyzer). What is found, Culvert's engines find; here it takes AWS's shapes.
 */
@NullMarked
package culvert.aws.operations.insights;

import org.jspecify.annotations.NullMarked;
