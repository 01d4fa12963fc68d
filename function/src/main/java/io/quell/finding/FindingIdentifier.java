package io.quell.finding;

/// What names a finding in an update.
public sealed interface FindingIdentifier {

  /// An ASFF finding is named by its Id and its ProductArn together.
  record Asff(String id, String productArn) implements FindingIdentifier {
    public Asff {
      if (id.isBlank() || productArn.isBlank()) {
        throw new IllegalArgumentException("a finding identifier needs an Id and a ProductArn that are not blank");
      }
    }

    @Override
    public String toString() {
      return id;
    }
  }
}
