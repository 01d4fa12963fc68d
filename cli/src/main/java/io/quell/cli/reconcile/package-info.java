/// `quell reconcile`: asks a deployed stack for a reconciliation.
@NullMarked
package io.quell.cli.reconcile;

import org.jspecify.annotations.NullMarked;
