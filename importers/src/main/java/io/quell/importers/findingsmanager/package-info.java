/// Imports the rules of Schuberg Philis' Security Hub findings manager.
@NullMarked
package io.quell.importers.findingsmanager;

import org.jspecify.annotations.NullMarked;
