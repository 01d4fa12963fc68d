package io.quell.cli.report;

import io.quell.finding.JsonMembers;
import java.io.PrintWriter;

/// What commands print with `--json`: an object a line. Each has the version of its form, which
/// changes only where a member goes or means something else; members that are added leave it as it
/// is. `docs/json.md` tells of the lines, `docs/output.schema.json` checks them.
///
/// @param out takes the lines
public record JsonLines(PrintWriter out) {
  /// The version of all lines.
  public static final int VERSION = 1;

  /// Prints a line.
  public void print(JsonMembers line) {
    out.println(line.with("formatVersion", VERSION));
  }
}
