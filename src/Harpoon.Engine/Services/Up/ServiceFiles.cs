namespace Harpoon.Engine.Services.Up;

/// <summary>The files that tell of a project's services.</summary>
/// <param name="Addresses">The full path of the file that says where they listen, while they are up.</param>
/// <param name="Lock">The full path of the file that only one build at a time has open.</param>
public sealed record ServiceFiles(string Addresses, string Lock);
