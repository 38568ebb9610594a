using System.Text.Json.Serialization;

namespace Harpoon.Engine.Graphs;

/// <summary>How a project is written for other processes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(GraphProject))]
internal sealed partial class GraphJson : JsonSerializerContext;
