package io.quell.localhub;

import java.util.regex.Pattern;

/// Writes long texts briefly: `x513` between quotes stands for 513 times the letter x.
public final class Texts {
  private static final Pattern LONG = Pattern.compile("\"x([0-9]+)\"");

  private Texts() {}

  public static String expand(String json) {
    return LONG.matcher(json)
        .replaceAll(match -> "\"" + "x".repeat(Integer.parseInt(match.group(1))) + "\"");
  }
}
