package io.quell.importers.automation;

import io.quell.importers.source.SourceValue;

/// A rule in a file, and what a report calls it.
///
/// @param source such as `resource SuppressSandboxes 'Suppress sandboxes'`
record WrittenRule(String source, SourceValue rule) {

  /// A rule that is called what its place in the file is, and its own name.
  static WrittenRule of(String place, Object rule) {
    SourceValue value = new SourceValue("", rule);
    return new WrittenRule(
        place + (value.at("RuleName").value() instanceof String name ? " '" + name + "'" : ""),
        value);
  }
}
