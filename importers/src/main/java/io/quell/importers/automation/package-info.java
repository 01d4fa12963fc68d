/// Imports Security Hub's automation rules, of both versions.
@NullMarked
package io.quell.importers.automation;

import org.jspecify.annotations.NullMarked;
