// Ignition
