package io.quell.cli.terminal;

import io.quell.value.ShortText;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/// A progress bar without a bar, where nobody knows how much there is: what is read already.
///
/// @param unit what is counted, after the number: `findings read`
/// @param size how many steps one of them is
record OpenEnd(String unit, long size) implements ProgressBarRenderer {
  @Override
  public String render(ProgressState progress, int longest) {
    String extra = progress.getExtraMessage();
    return ShortText.of(
        "%,d %s%s"
            .formatted(
                progress.getCurrent() / size, unit, extra.isBlank() ? "" : ", " + extra.strip()),
        longest);
  }
}
