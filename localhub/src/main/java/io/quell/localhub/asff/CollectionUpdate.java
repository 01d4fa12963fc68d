package io.quell.localhub.asff;

/// What an update does to the collections a finding has already: UserDefinedFields, Types and
/// RelatedFindings.
///
/// AWS does not document which of the two its service does, so a client has to work with both.
public enum CollectionUpdate {
  /// The collection in the update takes the place of the earlier one, and what it leaves out is
  /// gone. This is the hub's default, because it shows up a client that sends only what is new.
  REPLACES,
  /// The collection in the update is added to the earlier one: the pairs of a map by their keys,
  /// the elements of a list that are not there yet. Nothing is ever taken away.
  MERGES
}
