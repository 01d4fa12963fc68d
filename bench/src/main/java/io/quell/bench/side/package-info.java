/// Quell beside awsfindingsmanagerlib: what a finding costs either with the same rules, and what a
/// whole process takes.
@NullMarked
package io.quell.bench.side;

import org.jspecify.annotations.NullMarked;
