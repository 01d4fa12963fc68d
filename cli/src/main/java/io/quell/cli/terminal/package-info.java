/// What people see: text, tables, colours and progress, and findings in a few words.
@NullMarked
package io.quell.cli.terminal;

import org.jspecify.annotations.NullMarked;
