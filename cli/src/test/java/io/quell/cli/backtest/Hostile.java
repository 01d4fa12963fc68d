package io.quell.cli.backtest;

import java.util.List;

/// Texts that a finding may bring, and that must be nothing but text wherever they are shown.
public final class Hostile {
  /// All of them.
  public static final List<String> TEXTS =
      List.of(
          "</script><script>document.title='owned'</script>",
          "<!--<script>",
          "<img src=x onerror=\"document.title='owned'\">",
          "{{script}} {{data}} $1 \\1 \\u003c",
          "`code` | cell \\| **bold** @octocat #1 ![x](http://127.0.0.1:9/x.png)",
          "\u2028\u2029\u0000\u001b[31m \u202e right to left",
          "\ud83d lone surrogate",
          "javascript:document.title='owned'");

  private Hostile() {}
}
