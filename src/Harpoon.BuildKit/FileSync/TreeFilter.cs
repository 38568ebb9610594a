using System.Collections.Immutable;

namespace Harpoon.BuildKit.FileSync;

/// <summary>What of a tree the daemon asked for.</summary>
/// <param name="Include">Patterns of what is sent; without any, all is.</param>
/// <param name="Exclude">Patterns of what is not sent: the <c>.dockerignore</c>, which the daemon reads.</param>
/// <param name="Follow">Paths that are sent with all links that they lead through.</param>
internal sealed record TreeFilter(ImmutableArray<string> Include, ImmutableArray<string> Exclude, ImmutableArray<string> Follow);
