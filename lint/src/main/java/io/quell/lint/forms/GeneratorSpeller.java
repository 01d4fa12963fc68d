package io.quell.lint.forms;

import java.util.Optional;

/// The generators of control findings, `security-control/S3.9`. Other generators are taken as they
/// are.
final class GeneratorSpeller implements Speller {
  private static final String KIND = "security-control/";
  private final Speller controls = new ControlSpeller();

  @Override
  public Optional<Correction> correct(String text, Extent extent) {
    if (!text.regionMatches(true, 0, KIND, 0, KIND.length())) {
      return Optional.empty();
    }
    String control = text.substring(KIND.length());
    Optional<Correction> wrong =
        control.isEmpty() ? Optional.empty() : controls.correct(control, extent);
    return wrong
        .map(correction -> correction.between(KIND, ""))
        .or(
            () ->
                text.startsWith(KIND)
                    ? Optional.empty()
                    : Optional.of(Correction.to(KIND + control)));
  }
}
