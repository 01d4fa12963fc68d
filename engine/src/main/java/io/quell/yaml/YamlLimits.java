package io.quell.yaml;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.ComposerException;

/// Counts along a document's events what its aliases stand for, before anything follows them: any
/// number of aliases is read, but aliases of aliases can make a few lines as large as one likes.
/// The limit that the library has, 50 aliases, says nothing about that.
public final class YamlLimits {
  /// So many values may all aliases of a file stand for together.
  public static final int MOST_ALIASED_VALUES = 1_000_000;

  /// So many lists and mappings may stand in each other, aliases followed.
  public static final int DEEPEST = 100;

  /// A value, or as much of it as has been read.
  private static final class Extent {
    private long values = 1;
    private int levels;
    private boolean isWhole;
  }

  private final Map<Anchor, Extent> anchors = new HashMap<>();
  private final Deque<Extent> open = new ArrayDeque<>();
  private long aliased;

  /// Follows a whole file, for a reader whose library resolves aliases itself.
  ///
  /// @throws YamlLimitException where it goes beyond a limit
  /// @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException where it is no valid YAML
  public static void require(LoadSettings settings, byte[] content) {
    var limits = new YamlLimits();
    new Parse(settings).parseInputStream(new ByteArrayInputStream(content)).forEach(limits::take);
  }

  /// Follows one event more.
  ///
  /// @throws YamlLimitException where the file goes beyond a limit with it
  /// @throws ComposerException where it is an alias of nothing
  public void take(Event event) {
    switch (event) {
      case CollectionStartEvent start -> {
        var extent = new Extent();
        start.getAnchor().ifPresent(anchor -> anchors.put(anchor, extent));
        open.push(extent);
        requireShallow(event, open.size());
      }
      case CollectionEndEvent _ -> {
        Extent extent = open.pop();
        extent.isWhole = true;
        extent.levels++;
        addToParent(extent);
      }
      case ScalarEvent scalar -> {
        var extent = new Extent();
        extent.isWhole = true;
        scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor, extent));
        addToParent(extent);
      }
      case AliasEvent alias -> follow(alias);
      default -> {}
    }
  }

  private void follow(AliasEvent alias) {
    String name = alias.getAlias().getValue();
    Extent meant = anchors.get(alias.getAlias());
    if (meant == null) {
      throw new ComposerException("found undefined alias " + name, alias.getStartMark());
    }
    if (!meant.isWhole) {
      throw new YamlLimitException(
          alias, "the alias '*%s' stands in what it stands for, which has no end".formatted(name));
    }
    aliased += meant.values;
    if (aliased > MOST_ALIASED_VALUES) {
      throw new YamlLimitException(
          alias,
          "with the alias '*%s' the aliases of this file stand for more than %,d values; that is the most that is read"
              .formatted(name, MOST_ALIASED_VALUES));
    }
    requireShallow(alias, open.size() + meant.levels);
    addToParent(meant);
  }

  private void addToParent(Extent extent) {
    @Nullable Extent parent = open.peek();
    if (parent != null) {
      parent.values += extent.values;
      parent.levels = Math.max(parent.levels, extent.levels);
    }
  }

  private static void requireShallow(Event event, int levels) {
    if (levels > DEEPEST) {
      throw new YamlLimitException(
          event,
          "lists and mappings stand in each other more than %d levels deep".formatted(DEEPEST));
    }
  }
}
