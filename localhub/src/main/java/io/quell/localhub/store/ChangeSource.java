package io.quell.localhub.store;

/// Who changed a finding, and by which operation.
///
/// @param identity the ARN of the product that imported the finding, or of the caller that updated
///     it
public record ChangeSource(Kind kind, String identity) {
  /// The two ways in which a finding changes.
  public enum Kind {
    /// Its provider sent it.
    BATCH_IMPORT_FINDINGS,
    /// A customer updated it.
    BATCH_UPDATE_FINDINGS
  }

  /// The import by the product of this ARN.
  public static ChangeSource importedBy(String productArn) {
    return new ChangeSource(Kind.BATCH_IMPORT_FINDINGS, productArn);
  }

  /// The update by the caller of this ARN.
  public static ChangeSource updatedBy(String caller) {
    return new ChangeSource(Kind.BATCH_UPDATE_FINDINGS, caller);
  }
}
