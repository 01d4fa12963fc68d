package io.quell.cli.hub;

import io.quell.localhub.asff.CollectionUpdate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads what an update does to the collections of a finding in a local hub.
final class CollectionsConverter implements ITypeConverter<CollectionUpdate> {
  @Override
  public CollectionUpdate convert(String text) {
    return switch (text) {
      case "replace" -> CollectionUpdate.REPLACES;
      case "merge" -> CollectionUpdate.MERGES;
      default ->
          throw new TypeConversionException("'%s' is neither replace nor merge".formatted(text));
    };
  }
}
