namespace Harpoon.Engine.Services.Waits;

/// <summary>One thing that must be so before a service counts as ready. Its text is how a user writes it.</summary>
public abstract record WaitCondition;
