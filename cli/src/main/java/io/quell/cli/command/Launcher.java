package io.quell.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the command line was started.
public final class Launcher {
  /// A command of Quell's in a sentence.
  private static final Pattern SUGGESTED = Pattern.compile("'quell(?= )");

  private Launcher() {}

  /// What a person types to start it, such as `./quell` in a clone, so that suggested commands work
  /// as they stand there. Only the launcher knows it.
  public static String typed() {
    return System.getProperty("quell.command", "quell");
  }

  /// A sentence whose commands of Quell's, such as `'quell lint'`, work as they stand there.
  public static String asTyped(String sentence) {
    return SUGGESTED.matcher(sentence).replaceAll(Matcher.quoteReplacement("'" + typed()));
  }
}
