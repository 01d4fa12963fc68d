/// Imports Prowler's mutelists.
@NullMarked
package io.quell.importers.prowler;

import org.jspecify.annotations.NullMarked;
