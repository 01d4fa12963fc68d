package io.quell.rulefile.word;

import io.quell.criteria.Criteria.OnElements.Quantifier;
import io.quell.criteria.Element;

/// The members of criteria that are no field with a name of its own: families, each member of whose
/// mapping is a field, and criteria inside of criteria.
public enum CriteriaMember implements Word {
  RESOURCE_TAG("the values of the tag of this key on the resources"),
  USER_DEFINED_FIELD("ASFF: the value of the user-defined field of this name"),
  RAW(
      "the values at this path of the finding's JSON, its members joined by dots:"
          + " `Network.SourceIpV4`"),
  RESOURCE("the values at this path inside each resource's JSON: `Details.AwsS3Bucket.OwnerId`"),
  ALL_OF("All of these hold."),
  ANY_OF("At least one of these holds."),
  NOT("None of these holds."),
  ONE_RESOURCE("One resource meets all of these."),
  EVERY_RESOURCE("Every resource meets all of these."),
  ONE_VULNERABILITY("One vulnerability meets all of these, none of which is about resources."),
  EVERY_VULNERABILITY("Every vulnerability meets all of these, none of which is about resources.");

  private final String meaning;

  CriteriaMember(String meaning) {
    this.meaning = meaning;
  }

  /// The member for criteria on elements.
  public static CriteriaMember of(Quantifier quantifier, Element element) {
    return switch (element) {
      case RESOURCE ->
          switch (quantifier) {
            case ONE -> ONE_RESOURCE;
            case EVERY -> EVERY_RESOURCE;
          };
      case VULNERABILITY ->
          switch (quantifier) {
            case ONE -> ONE_VULNERABILITY;
            case EVERY -> EVERY_VULNERABILITY;
          };
    };
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
