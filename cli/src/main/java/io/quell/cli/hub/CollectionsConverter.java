package io.quell.cli.hub;

import io.quell.cli.options.WordOption;
import io.quell.localhub.asff.CollectionUpdate;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/// Reads what an update does to the collections of a finding in a local hub.
final class CollectionsConverter implements ITypeConverter<CollectionUpdate> {
  @Override
  public CollectionUpdate convert(String text) {
    return WordOption.of(
        text,
        List.of(CollectionUpdate.values()),
        update ->
            switch (update) {
              case REPLACES -> "replace";
              case MERGES -> "merge";
            });
  }
}
