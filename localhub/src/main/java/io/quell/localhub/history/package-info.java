/// What happened to a finding: GetFindingHistory and what it answers with.
@NullMarked
package io.quell.localhub.history;

import org.jspecify.annotations.NullMarked;
