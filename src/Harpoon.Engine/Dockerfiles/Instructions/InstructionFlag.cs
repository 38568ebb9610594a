namespace Harpoon.Engine.Dockerfiles.Instructions;

/// <summary>A flag of an instruction, such as <c>--chown=1000</c>.</summary>
/// <param name="Name">Its name, without dashes.</param>
/// <param name="Value">Its value; empty if it has none.</param>
public sealed record InstructionFlag(string Name, string Value);
